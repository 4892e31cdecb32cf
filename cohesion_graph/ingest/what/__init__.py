"""What: milestones, references, instruments, links, statuses, and which of several belongs to which."""
