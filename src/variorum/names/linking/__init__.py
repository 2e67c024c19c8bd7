"""Who is meant: mentions gathered, held against the dossiers, judged, and summed up; only what is certain is linked."""
