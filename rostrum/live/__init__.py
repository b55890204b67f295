"""Live views: what is rendered once is pushed to everybody who watches."""
