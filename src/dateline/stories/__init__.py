"""Articles put into stories, what each story tells, and who copies whom."""
