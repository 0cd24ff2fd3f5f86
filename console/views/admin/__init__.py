"""What an admin of a team's hub looks after: people, teams, the hub itself."""
