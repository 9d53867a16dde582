"""Pages of objections: of the person, of superiors and raters, of those who keep the books."""
