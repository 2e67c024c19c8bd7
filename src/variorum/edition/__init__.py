"""Publishing: pages, site, books; never a restricted source."""
