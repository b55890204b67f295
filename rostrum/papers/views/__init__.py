"""The pages of papers: what everybody reads, drafts, issuing, Word templates."""
