"""Jobs of a batch: what is done is skipped, what is half counts for nothing, and one is at it.

job_claims: The claim beside a result: who is at the job, and whether that one still lives
job_outputs: Outputs under names of their own until all of them are whole
job_records: The record of a job: read, and written last
job_hearing: The stage that hears the song, or takes what was heard
job_making: The stage that makes the show, saves it and reads all of it back
job_rendering: The stage that renders a still and a movie
job_stages: Which stages are to be done, and their stamps
job_entry: The command with jobs: the one entry of scripts and of Blender's `--command`
"""
