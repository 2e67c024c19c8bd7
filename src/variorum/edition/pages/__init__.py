"""The pages of the edition, one file per kind; each yields sheets and nothing else."""
