-- Whoever joins a team, or leaves it, reaches other work from then on: every host reads its people anew.
create trigger announce_people after insert or delete on platform.team_members
    for each row execute function platform.announce_people();
