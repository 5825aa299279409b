using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>How a person is tried: who has their work instead, and whether that one can take it.</summary>
internal sealed partial class Staff
{
    /// <summary>One walk along a chain, with what it has passed over.</summary>
    private sealed class Search(Staff staff, Need? need, List<PassedOver> passed, Wall? wall = null, IReadOnlySet<UserId>? never = null)
    {
        private const int Longest = 20;

        // Whom the record itself names: an owner rule gives them what they began, wherever they work.
        private UserId? _named;

        public Need? Need => need;

        public Wall? Wall => wall;

        /// <summary>
        /// The person, or who has their work: a delegate goes before the person, a cover comes when the person is away. Delegates
        /// and covers may have some themselves; a circle ends where it began.
        /// </summary>
        public UserId? Person(UserId? id)
        {
            if (staff.Known(id) is { } user)
            {
                return Follow(user, []);
            }

            Pass(Passing.Nobody, id);
            return null;
        }

        /// <summary>Whether it may never go to this person.</summary>
        public bool Never(UserId person) => never?.Contains(person) is true;

        /// <summary>The same for a person whom an earlier event named.</summary>
        public UserId? Named(UserId? id)
        {
            _named = need is { Capped: true } ? id : null;
            return Person(id);
        }

        /// <summary>Those of these people to whom it may go, the program's own first.</summary>
        public IEnumerable<UserId> Inside(IEnumerable<UserId> people) => wall is null
            ? people
            : people.Where(p => wall.Holds(staff._users[p]) && wall.Sees(staff._users[p])).OrderByDescending(p => wall.IsOwn(staff._users[p]));

        /// <summary>The first of these people who can take it.</summary>
        public UserId? AnyOf(IEnumerable<UserId> people) =>
            people.Select(p => Person(p)).FirstOrDefault(found => found is not null);

        /// <summary>There is nobody; said once for a role or for the line of supervisors, besides what was said of each.</summary>
        public UserId? Nobody(string? role = null)
        {
            Note(new PassedOver(Passing.Nobody, Role: role));
            return null;
        }

        public void Pass(Passing why, UserId? person = null, TeamId? team = null) => Note(new PassedOver(why, person, team));

        public void PassUnless(bool found, Passing why, TeamId team)
        {
            if (!found)
            {
                Pass(why, team: team);
            }
        }

        private UserId? Follow(User user, HashSet<UserId> seen)
        {
            if (!seen.Add(user.Id))
            {
                return null;
            }

            if (!user.Active)
            {
                Pass(Passing.Left, user.Id);
                return staff.Known(user.Cover) is { } successor ? Follow(successor, seen) : null;
            }

            if (need is { } sort && staff.Known(staff._availability.DelegateOf(user.Id, sort)) is { } instead)
            {
                Pass(Passing.Delegated, user.Id);
                if (Follow(instead, seen) is { } found)
                {
                    return found;
                }
            }

            if (user.Away)
            {
                Pass(Passing.Absent, user.Id);
                return staff.Known(user.Cover) is { } cover ? Follow(cover, seen) : null;
            }

            return Takes(user) ? user.Id : null;
        }

        private bool Takes(User user)
        {
            if (Never(user.Id))
            {
                Pass(Passing.Concerned, user.Id);
                return false;
            }

            if (wall?.Sees(user) is false)
            {
                Pass(Passing.MayNotSee, user.Id);
                return false;
            }

            if (wall?.Holds(user) is false && user.Id != _named)
            {
                Pass(Passing.OutsideProgram, user.Id);
                return false;
            }

            if (need is not { } sort)
            {
                return true;
            }

            if (sort.Capped && staff._availability.IsFull(user.Id))
            {
                Pass(Passing.OverCapacity, user.Id);
                return false;
            }

            var outside = sort.Kind is { } kind ? staff._availability.Judge(user.Roles, kind) : Outside.Allowed;
            if (outside is not Outside.Allowed)
            {
                Pass(outside is Outside.Refused ? Passing.OutsideBoundary : Passing.FlaggedOutsideBoundary, user.Id);
            }

            return outside is not Outside.Refused;
        }

        // A search that tries hundreds of people says only as much as somebody would read.
        private void Note(PassedOver one)
        {
            if (passed.Count < Longest && !passed.Contains(one))
            {
                passed.Add(one);
            }
        }
    }
}
