"""The only folder that imports bpy and aud; see the signs of its rooms."""
