"""The process that asks for papers, apart from the workers that make them."""
