CREATE TABLE `accounts` (
	`workspace` text NOT NULL,
	`username` text NOT NULL,
	`lookup_id` text NOT NULL,
	`role` text NOT NULL,
	`disabled` integer NOT NULL,
	`password_hash` text NOT NULL,
	`password_version` integer NOT NULL,
	PRIMARY KEY(`workspace`, `username`),
	FOREIGN KEY (`workspace`) REFERENCES `workspaces`(`key`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_lookup` ON `accounts` (`workspace`,`lookup_id`);--> statement-breakpoint
CREATE TABLE `cut_offs` (
	`workspace` text NOT NULL,
	`strategy` text NOT NULL,
	`account` text NOT NULL,
	`at` integer NOT NULL,
	`keep` text,
	`expires_at` integer NOT NULL,
	PRIMARY KEY(`workspace`, `strategy`, `account`),
	FOREIGN KEY (`workspace`) REFERENCES `workspaces`(`key`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `refresh_families` (
	`workspace` text NOT NULL,
	`strategy` text NOT NULL,
	`id` text NOT NULL,
	`account` text NOT NULL,
	`device` text NOT NULL,
	`signed_in_at` integer NOT NULL,
	`generation` integer NOT NULL,
	`rotated_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	PRIMARY KEY(`workspace`, `strategy`, `id`),
	FOREIGN KEY (`workspace`) REFERENCES `workspaces`(`key`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `refresh_families_account` ON `refresh_families` (`workspace`,`strategy`,`account`);--> statement-breakpoint
CREATE TABLE `revoked_tokens` (
	`workspace` text NOT NULL,
	`strategy` text NOT NULL,
	`token_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	PRIMARY KEY(`workspace`, `strategy`, `token_id`),
	FOREIGN KEY (`workspace`) REFERENCES `workspaces`(`key`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `sessions` (
	`workspace` text NOT NULL,
	`strategy` text NOT NULL,
	`id` text NOT NULL,
	`secret_hash` text NOT NULL,
	`account` text NOT NULL,
	`device` text NOT NULL,
	`signed_in_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	PRIMARY KEY(`workspace`, `strategy`, `id`),
	FOREIGN KEY (`workspace`) REFERENCES `workspaces`(`key`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `sessions_account` ON `sessions` (`workspace`,`strategy`,`account`);--> statement-breakpoint
CREATE TABLE `signing_keys` (
	`workspace` text NOT NULL,
	`strategy` text NOT NULL,
	`algorithm` text NOT NULL,
	`kid` text NOT NULL,
	`sealed` text NOT NULL,
	PRIMARY KEY(`workspace`, `strategy`, `algorithm`),
	FOREIGN KEY (`workspace`) REFERENCES `workspaces`(`key`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `thief_copies` (
	`workspace` text NOT NULL,
	`strategy` text NOT NULL,
	`sealed` text NOT NULL,
	PRIMARY KEY(`workspace`, `strategy`),
	FOREIGN KEY (`workspace`) REFERENCES `workspaces`(`key`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `workspaces` (
	`key` text PRIMARY KEY NOT NULL,
	`settings` text NOT NULL,
	`clock_offset` integer NOT NULL,
	`created_at` integer NOT NULL,
	`last_used_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `workspaces_last_used` ON `workspaces` (`last_used_at`);