"""The shell: base page, components, design system and middleware; no models."""
