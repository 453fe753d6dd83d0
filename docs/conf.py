"""How the documentation is built: `make docs` writes it to docs/_build/html; a dead link or reference is an error."""

project = "Bluestem"
author = "the Bluestem contributors"
copyright = "the Bluestem contributors, EUPL-1.2"  # noqa: A001 - Sphinx's own name
release = version = "0.1.0"

extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
language = "en_GB"
nitpicky = True
myst_heading_anchors = 3
myst_enable_extensions = ["colon_fence", "deflist", "fieldlist"]
suppress_warnings = ["myst.xref_missing_lang"]

html_theme = "furo"
html_title = "Bluestem"
html_static_path = ["_static"]
html_css_files = ["bluestem.css"]
html_copy_source = False
html_show_sphinx = False
# The design's colours (docs/explanation/design.md); only links and marks, the rest is the theme's
html_theme_options = {
    "light_css_variables": {
        "color-brand-primary": "#0c4b79",
        "color-brand-content": "#0c4b79",
        "color-background-primary": "#fbfcfa",
        "color-background-secondary": "#eff4f8",
        "color-foreground-primary": "#071f33",
    },
    "dark_css_variables": {
        "color-brand-primary": "#8ec2f0",
        "color-brand-content": "#8ec2f0",
        "color-background-primary": "#041524",
        "color-background-secondary": "#0b263d",
        "color-foreground-primary": "#eaf2f8",
    },
}
