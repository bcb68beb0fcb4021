ALTER TABLE "library_sessions" DROP CONSTRAINT "library_sessions_workspace_workspaces_key_fk";
