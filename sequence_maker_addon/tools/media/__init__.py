"""The functions on files of the folders that the person has allowed.

listing_files: Tells which files there are, and what they are
"""
