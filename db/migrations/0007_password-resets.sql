CREATE TABLE `password_resets` (
	`workspace` text NOT NULL,
	`username` text NOT NULL,
	`token_hash` text NOT NULL,
	`expires_at` integer NOT NULL,
	`used` integer NOT NULL,
	PRIMARY KEY(`workspace`, `username`),
	FOREIGN KEY (`workspace`) REFERENCES `workspaces`(`key`) ON UPDATE no action ON DELETE cascade
);
