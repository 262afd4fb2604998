"""A key goes only to the origin that it was entered for, and into no file but the 0600 one."""

import json
import logging
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import bpy
import pytest

from bl_ext.user_default.sequence_maker.blender.host import own_folder
from bl_ext.user_default.sequence_maker.blender.settings import keys, preferences, profiles
from bl_ext.user_default.sequence_maker.blender.settings.key_file import KeyFile
from bl_ext.user_default.sequence_maker.blender.settings.preferences_page import draw_preferences

KEY = "sk-proj-4pQ9zT7uV2wX8yA1bC3dE5fG"
OTHER = "sk-or-v1-77c1f0b2a9"
OPENAI = "https://api.openai.com/v1"
OPENROUTER = "https://openrouter.ai/api/v1"
posix_only = pytest.mark.skipif(os.name != "posix", reason="Windows has no such permissions")


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty key store in a folder of its own; yields the place of its file."""
    for variable in list(os.environ):
        if variable.upper().endswith(("_API_KEY", "_BASE_URL")):
            monkeypatch.delenv(variable)
    folder = tmp_path / "user" / "sequence_maker"
    monkeypatch.setattr(keys, "own_file", lambda name: folder / name)
    yield folder / "keys.json"
    keys.forget_all()


def restarted() -> None:
    """What ending Blender does to the memory of a session."""
    known = keys._keys.get()
    known.session.clear()
    known.files.clear()


def found(url: str, env_name: str = keys.DEFAULT_VARIABLE) -> tuple[str, str]:
    return keys.lookup("Test", url, env_name)


# --- whose key it is ---------------------------------------------------------------------------


def test_a_key_is_kept_for_the_session_and_goes_to_its_origin_only(store):
    assert keys.remember(OPENAI, f"  {KEY}\n") == "this session"
    assert found(OPENAI) == (KEY, "this session")
    assert found("https://API.openai.com:443/other/path") == (KEY, "this session")
    for url in (
        "http://api.openai.com/v1",
        "https://api.openai.com:8443/v1",
        "https://api.openai.com.example.org/v1",
        "https://example.org/api.openai.com",
        "https://api.openai.com@example.org/v1",
        "https://example.org\\@api.openai.com/v1",
        "https://api.openai.com\\.example.org",
        "ftp://api.openai.com",
        "//api.openai.com/v1",
        "https://api.openai.com:99999/v1",
        "https://[api.openai.com/v1",
        "",
    ):
        assert found(url) == ("", ""), url
    restarted()
    assert found(OPENAI) == ("", "")
    assert not store.exists()


def test_the_variable_of_openai_is_sent_to_openai_only(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", f"{KEY}\n")
    assert found(OPENAI) == (KEY, "environment OPENAI_API_KEY")
    assert found(OPENAI, "")[0] == KEY
    assert found(OPENROUTER) == ("", "")
    assert found("http://127.0.0.1:1234/v1") == ("", "")
    assert found("http://api.openai.com/v1") == ("", "")
    assert found(OPENROUTER, "openai_api_key") == ("", "")


def test_the_variable_of_openai_follows_its_base_url(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:1234/v1")
    assert found("http://127.0.0.1:1234/v1")[0] == KEY
    assert found(OPENAI) == ("", "")


def test_a_variable_named_by_the_profile_is_consent(monkeypatch):
    monkeypatch.setenv("OPENROUTER_API_KEY", OTHER)
    assert found(OPENROUTER, "OPENROUTER_API_KEY") == (OTHER, "environment OPENROUTER_API_KEY")
    assert found(OPENROUTER) == ("", "")


def test_the_order_is_environment_memory_file(monkeypatch):
    keys.remember(OPENAI, "from-file", on_disk=True)
    assert found(OPENAI) == ("from-file", "file")
    keys._keys.get().session[keys.origin(OPENAI)] = "from-memory"
    assert found(OPENAI) == ("from-memory", "this session")
    monkeypatch.setenv("OPENAI_API_KEY", "from-environment")
    assert found(OPENAI) == ("from-environment", "environment OPENAI_API_KEY")
    monkeypatch.setenv("OPENAI_API_KEY", " ")
    assert keys.source_of("Test", OPENAI) == "this session"


def test_a_variable_that_is_no_key_is_passed_over_and_not_quoted(monkeypatch, caplog):
    keys._keys.get().refused.clear()
    monkeypatch.setenv("OPENAI_API_KEY", f"{KEY} two")
    for _ in range(3):
        assert found(OPENAI) == ("", "")
    assert len(caplog.records) == 1
    assert KEY not in caplog.text


@pytest.mark.parametrize(
    "bad", ["", "  \n", f"{KEY}\nX: y", f"Bearer {KEY}", f"{KEY}é", f"{KEY}\0"]
)
def test_what_cannot_be_a_key_is_refused_without_quoting_it(bad):
    keys.remember(OPENAI, OTHER)
    with pytest.raises(ValueError, match="^The API key ") as caught:
        keys.remember(OPENAI, bad)
    assert KEY not in repr(caught.value)
    assert found(OPENAI)[0] == OTHER


def test_a_key_for_no_host_is_refused():
    with pytest.raises(ValueError, match="^The base URL ") as caught:
        keys.remember("api.openai.com/v1", KEY)
    assert KEY not in repr(caught.value)


# --- the file ----------------------------------------------------------------------------------


@posix_only
def test_the_file_and_its_folder_are_for_the_owner_only(store):
    before = os.umask(0)
    try:
        assert keys.remember(OPENAI, KEY, on_disk=True) == "file"
    finally:
        os.umask(before)
    assert stat.S_IMODE(store.stat().st_mode) == 0o600
    assert stat.S_IMODE(store.parent.stat().st_mode) == 0o700
    assert [entry.name for entry in store.parent.iterdir()] == ["keys.json"]


def test_the_file_outlives_the_session_and_holds_one_key_for_each_origin(store):
    keys.remember(OPENAI, KEY, on_disk=True)
    keys.remember(OPENROUTER, OTHER, on_disk=True)
    restarted()
    assert found(OPENAI) == (KEY, "file")
    assert found(OPENROUTER) == (OTHER, "file")
    keys.forget(OPENAI)
    assert found(OPENAI) == ("", "")
    assert KEY not in store.read_text()
    keys.forget(OPENROUTER)
    assert not store.exists()


def test_a_new_key_for_the_session_takes_the_old_one_out_of_the_file(store):
    keys.remember(OPENAI, KEY, on_disk=True)
    keys.remember(OPENAI, OTHER)
    assert found(OPENAI) == (OTHER, "this session")
    assert not store.exists()


def test_keep_moves_a_key_between_memory_and_file(store):
    assert keys.keep(OPENAI, True) == ""
    keys.remember(OPENAI, KEY)
    assert keys.keep(OPENAI, True) == "file"
    assert KEY in store.read_text()
    assert keys.keep(OPENAI, False) == "this session"
    assert not store.exists()
    assert found(OPENAI)[0] == KEY


@pytest.mark.parametrize(
    "content",
    [
        f'{{"version": 1, "keys": {{"https://api.openai.com:443": "{KEY}"'.encode(),
        f'["{KEY}"]'.encode(),
        f'{{"version": 2, "keys": {{"a": "{KEY}"}}}}'.encode(),
        f'{{"version": 1, "keys": {{"a": ["{KEY}"]}}}}'.encode(),
        KEY.encode() + b"\xff\xfe",
        b"[" * 100_000,
        b"",
    ],
)
def test_a_broken_file_is_ignored_kept_and_replaced_only_by_the_next_key(store, caplog, content):
    store.parent.mkdir(parents=True)
    store.write_bytes(content)
    store.chmod(0o600)
    for _ in range(3):
        assert found(OPENAI) == ("", "")
    assert len(caplog.records) == 1
    assert KEY not in caplog.text
    keys.forget(OPENAI)
    assert store.read_bytes() == content
    keys.remember(OPENAI, OTHER, on_disk=True)
    assert store.with_name("keys.json.bak").read_bytes() == content
    restarted()
    assert found(OPENAI) == (OTHER, "file")
    keys.forget_all()
    assert list(store.parent.iterdir()) == []


def test_a_key_in_the_file_that_cannot_be_sent_is_passed_over(store):
    KeyFile(store).put(keys.origin(OPENAI), "two words")
    assert found(OPENAI) == ("", "")


@posix_only
def test_a_file_open_to_others_is_closed(store, caplog):
    keys.remember(OPENAI, KEY, on_disk=True)
    store.chmod(0o644)
    restarted()
    assert found(OPENAI)[0] == KEY
    assert stat.S_IMODE(store.stat().st_mode) == 0o600
    assert "open to others" in caplog.text


def test_a_disk_that_cannot_be_written_leaves_the_key_in_memory(store, monkeypatch, caplog):
    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    keys.remember(OPENROUTER, OTHER, on_disk=True)
    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", full)
        assert keys.remember(OPENAI, KEY, on_disk=True) == "this session"
    assert found(OPENAI) == (KEY, "this session")
    assert "No space left on device" in caplog.text
    assert [entry.name for entry in store.parent.iterdir()] == ["keys.json"]
    restarted()
    assert found(OPENROUTER)[0] == OTHER


def test_what_another_blender_wrote_is_seen_and_kept(store):
    keys.remember(OPENAI, KEY, on_disk=True)
    KeyFile(store).put(keys.origin(OPENROUTER), OTHER)
    assert found(OPENROUTER) == (OTHER, "file")
    keys.remember(OPENAI, "sk-new", on_disk=True)
    assert set(json.loads(store.read_text())["keys"].values()) == {"sk-new", OTHER}


def test_without_a_folder_of_the_extension_keys_stay_in_memory(monkeypatch):
    monkeypatch.setattr(keys, "own_file", lambda name: None)
    assert keys.remember(OPENAI, KEY, on_disk=True) == "this session"
    assert found(OPENAI)[0] == KEY


def test_the_usual_folder_is_that_of_the_extension(addon, monkeypatch):
    monkeypatch.setattr(keys, "own_file", own_folder.own_file)
    keys.remember(OPENAI, KEY, on_disk=True)
    folder = Path(bpy.utils.extension_path_user(addon.__name__))
    assert KEY in (folder / "keys.json").read_text()
    assert Path(os.environ["BLENDER_USER_RESOURCES"]) in folder.parents


# --- what Blender saves, shows and logs --------------------------------------------------------


@pytest.fixture
def profile(addon) -> Iterator[profiles.SequenceMakerProfile]:
    """A profile of its own, active, with no key yet; gone afterwards."""
    prefs = preferences.preferences()
    made = prefs.profiles.add()
    made.name, made.base_url = "Marker of the profile", OPENAI
    prefs.active_index = len(prefs.profiles) - 1
    yield made
    prefs.profiles.remove(len(prefs.profiles) - 1)
    prefs.active_index = 0


def test_the_property_shows_stars_and_takes_a_key(profile):
    assert profile.key == ""
    profile.key = KEY
    assert profile.key == profiles.MASK
    assert found(OPENAI)[0] == KEY
    profile.key = profiles.MASK
    assert found(OPENAI)[0] == KEY
    profile.key = profiles.MASK + OTHER
    assert found(OPENAI)[0] == OTHER
    profile.key = ""
    assert profile.key == ""
    assert found(OPENAI) == ("", "")


def test_another_host_in_the_profile_does_not_get_the_key(profile):
    profile.key = KEY
    profile.base_url = OPENROUTER
    assert profile.key == ""
    assert profiles.endpoint_of(profile).api_key == ""
    profile.base_url = OPENAI
    assert profiles.endpoint_of(profile).api_key == KEY


def test_remembering_is_chosen_and_can_be_taken_back(profile, store):
    profile.key = KEY
    assert not store.exists()
    profile.remember_key = True
    assert KEY in store.read_text()
    assert profile.key_source() == "file"
    profile.remember_key = False
    assert not store.exists()
    assert profile.key_source() == "this session"
    profile.remember_key = True
    profile.key = OTHER
    assert OTHER in store.read_text()
    assert KEY not in store.read_text()


def test_a_refused_key_is_explained_and_the_one_before_stays(profile, caplog):
    profile.key = OTHER
    profile.key = f"{KEY} {KEY}"
    assert "without spaces" in profile.key_problem()
    assert found(OPENAI)[0] == OTHER
    assert KEY not in caplog.text + profile.key_problem()
    profile.key = KEY
    assert profile.key_problem() == ""


def test_a_key_pasted_as_the_name_of_a_variable_is_not_kept(profile, caplog):
    for pasted in (KEY, "gsk_abcdefgh12345678"):
        profile.env_name = pasted
        assert profile.env_name == keys.DEFAULT_VARIABLE
        assert pasted not in caplog.text


@pytest.mark.parametrize("remembered", [False, True])
def test_no_saved_file_holds_the_key(scene, profile, store, tmp_path, remembered, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    profile.remember_key = remembered
    profile.key = KEY
    endpoint = profiles.endpoint_of(profile)
    assert endpoint.api_key == KEY
    scene.name = "Marker of the scene"
    blend = tmp_path / "saved.blend"
    bpy.ops.wm.save_as_mainfile(filepath=str(blend), compress=False)
    bpy.ops.wm.save_userpref()
    userpref = Path(bpy.utils.user_resource("CONFIG")) / "userpref.blend"
    for file, marker in ((blend, b"Marker of the scene"), (userpref, b"Marker of the profile")):
        content = file.read_bytes()
        assert content.startswith(b"BLENDER"), "compressed: a search would prove nothing"
        assert marker in content
        assert KEY.encode() not in content
    out, err = capfd.readouterr()
    assert KEY not in out + err + caplog.text + repr(endpoint)
    resources = Path(os.environ["BLENDER_USER_RESOURCES"])
    holders = {
        file
        for folder in (tmp_path, resources)
        for file in folder.rglob("*")
        if file.is_file() and KEY.encode() in file.read_bytes()
    }
    assert holders == ({store} if remembered else set())


def test_blender_finds_only_stars_when_it_asks_for_the_property(profile):
    profile.key = KEY
    seen = [
        getattr(profile, name) for name in profile.bl_rna.properties.keys() if name != "rna_type"
    ]
    assert KEY not in repr(seen) + repr(profile) + repr(dict(profile.items()))
    assert profile.bl_rna.properties["key"].subtype == "PASSWORD"


def test_the_page_never_shows_the_key(profile):
    profile.key = KEY
    shown: list[str] = []
    draw_preferences(preferences.preferences(), recording_layout(shown))
    text = "\n".join(shown)
    assert "Key from this session, sent only to https://api.openai.com:443" in text
    assert KEY not in text


def test_removing_a_profile_forgets_its_key_unless_another_one_uses_it(addon):
    prefs = preferences.preferences()
    host = "https://llm.example.com/v1"
    for _ in range(2):
        bpy.ops.sequence_maker.profile_add()
        preferences.active_profile(prefs).base_url = host
    preferences.active_profile(prefs).key = KEY
    bpy.ops.sequence_maker.profile_remove()
    assert found(host)[0] == KEY
    bpy.ops.sequence_maker.profile_remove()
    assert found(host) == ("", "")


def test_every_key_can_be_forgotten_at_once(addon, store):
    keys.remember(OPENAI, KEY, on_disk=True)
    keys.remember(OPENROUTER, OTHER)
    bpy.ops.sequence_maker.keys_forget()
    assert not store.exists()
    assert found(OPENAI) == found(OPENROUTER) == ("", "")


def recording_layout(shown: list[str]) -> SimpleNamespace:
    """Return a stand-in for a layout that notes every text and property value that it shows."""
    layout = SimpleNamespace()
    for name in ("row", "column", "box", "split"):
        setattr(layout, name, lambda **_options: layout)
    layout.label = lambda text="", **_options: shown.append(text)
    layout.prop = lambda data, name, **_options: shown.append(f"{name}={getattr(data, name)}")
    layout.operator = lambda name, **_options: shown.append(name)
    layout.template_list = lambda *_args, **_options: None
    return layout


HEADERS = f"X-Team: {OTHER}; X-Place: studio"


def test_headers_are_kept_as_the_key_is(profile, store):
    profile.headers = HEADERS
    assert profile.headers == profiles.MASK and not store.exists()
    assert profiles.endpoint_of(profile).headers == (("X-Team", OTHER), ("X-Place", "studio"))
    profile.key, profile.remember_key = KEY, True
    assert OTHER in store.read_text() and KEY in store.read_text()
    profile.remember_key = False
    assert not store.exists() and profiles.endpoint_of(profile).headers
    profile.base_url = OPENROUTER
    assert profiles.endpoint_of(profile).headers == () and profile.headers == ""
    profile.base_url = OPENAI
    profile.headers = ""
    assert profiles.endpoint_of(profile).headers == ()


def test_what_is_no_header_is_explained_and_not_quoted(profile, caplog):
    profile.headers = f"X-Team {OTHER}"
    assert "Name: value" in profile.key_problem()
    assert OTHER not in caplog.text + profile.key_problem()
    assert profiles.endpoint_of(profile).headers == ()


def test_a_pasted_api_version_moves_into_its_field(profile):
    profile.base_url = "https://there.openai.azure.com/openai?api-version=2024-10-21"
    assert profile.base_url == "https://there.openai.azure.com/openai"
    assert profile.api_version == "2024-10-21"
    assert profiles.endpoint_of(profile).version == "2024-10-21"


def test_no_header_is_in_what_blender_saves(profile):
    profile.headers = HEADERS
    bpy.ops.wm.save_userpref()
    userpref = Path(bpy.utils.user_resource("CONFIG")) / "userpref.blend"
    assert OTHER.encode() not in userpref.read_bytes()


FIELDS = ("name", "model", "base_url", "env_name", "api_version")
PASTED = (
    KEY,
    "sk-ant-api03-Zq8_wE2-rT5yU7iO0pA",
    "gsk_abcdefgh12345678",
    "AIzaSyD4x0-tE_9zQpLr7vBn2mKj6hGf3dSa1cX",
    "hf_QwErTyUiOpAsDfGhJkLzXcVbNm12345678",
    "0123456789abcdef0123456789abcdef",
    "Bearer f4k3f4k3f4k3f4k3",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.x9",
    "9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d",
)


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("pasted", PASTED)
def test_no_other_field_takes_a_key(profile, scene, tmp_path, caplog, field, pasted):
    setattr(profile, field, pasted)
    assert pasted not in getattr(profile, field)
    assert "looks like a key" in profile.key_problem() and pasted not in profile.key_problem()
    assert pasted not in caplog.text
    blend = tmp_path / "saved.blend"
    bpy.ops.wm.save_as_mainfile(filepath=str(blend), compress=False)
    bpy.ops.wm.save_userpref()
    userpref = Path(bpy.utils.user_resource("CONFIG")) / "userpref.blend"
    for file in (blend, userpref):
        assert pasted.encode() not in file.read_bytes()


@pytest.mark.parametrize(
    "address",
    [
        f"https://bob:{KEY}@example.com/v1",
        "https://bob@example.com/v1",
        "bob:hunter2@example.com/v1",
        "https://example.com/v1?key=hunter2",
        "https://example.com/v1#hunter2",
        f"https://example.com/t/{KEY}/v1",
        f"https://{KEY}/v1",
    ],
)
def test_an_address_with_a_secret_in_it_is_not_kept(profile, address):
    profile.base_url = address
    assert profile.base_url == "" and profile.key_problem()
    profile.base_url = OPENAI
    assert profile.base_url == OPENAI and profile.key_problem() == ""


def test_addresses_with_names_of_accounts_are_addresses(profile):
    for address in (
        "https://api.cloudflare.com/client/v4/accounts/0123456789abcdef0123456789abcdef/ai/v1",
        "https://u2gx4kjsh7abcdef.us-east-1.aws.endpoints.huggingface.cloud/v1",
        "https://my-team-2.openai.azure.com/openai/deployments/gpt-4o-2024-08-06",
        "https://api-gateway-7f3c9.example.com/v1",
        "http://[fe80::1]:8080/v1",
    ):
        profile.base_url = address
        assert profile.base_url == address and profile.key_problem() == ""


def test_the_consent_to_send_without_encryption_is_for_one_address(profile):
    profile.base_url = "http://one.example.com/v1"
    profile.plain_http = True
    profile.base_url = "http://two.example.com/v1"
    assert not profile.plain_http
