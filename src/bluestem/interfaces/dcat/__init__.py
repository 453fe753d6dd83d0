"""The catalogue of the open datasets in the European profile DCAT-AP 3, as JSON-LD, Turtle and RDF/XML."""
