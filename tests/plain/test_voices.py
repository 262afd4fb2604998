"""The looked-at half of the requests in many voices, against the expectations of their writers."""

from command_score import score


def test_of_the_seen_voices_nothing_wrong_is_done_and_most_is_understood():
    counts, wrong = score("seen")
    total = sum(counts[word] for word in ("exact", "agreed", "harm", "misproposed", "declined"))
    harm = [(row["id"], row["text"], found.calls) for how, row, found in wrong if how == "harm"]
    assert total >= 1500
    assert len(harm) <= total / 500, harm
    assert counts["exact"] + counts["agreed"] >= 0.8 * total, counts
    assert counts["misproposed"] <= 0.07 * total, counts
    assert counts["idle done"] == 0, counts
    assert counts["idle proposed"] <= 0.05 * counts["idle"], counts
