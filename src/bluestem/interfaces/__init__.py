"""What machines read and write: REST, OAI-PMH, sitemap, the catalogue of open datasets, webhooks."""
