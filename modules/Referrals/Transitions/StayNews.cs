using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>The events that say what is new of a stay since it was last told. What is told once is not told again.</summary>
internal static class StayNews
{
    /// <summary>What to publish now; the stay remembers that it was.</summary>
    public static IReadOnlyList<object> Of(Stay stay, DateTimeOffset now)
    {
        List<object> news = [.. Taken(stay, now), .. Told(stay, now)];
        if (stay.Client is { } client)
        {
            stay.Tell(client);
        }

        return news;
    }

    private static IEnumerable<object> Taken(Stay stay, DateTimeOffset now)
    {
        if (stay.ToldOf is { } before && before != stay.Client)
        {
            if (stay.ToldStatus is not StayStatus.Cancelled)
            {
                yield return new StayCancelled(before, stay.Id, stay.Partner, StayCancelReason.AnotherPerson, now);
            }

            stay.TakeBack();
        }
    }

    private static IEnumerable<object> Told(Stay stay, DateTimeOffset now)
    {
        if (stay.Client is not { } client)
        {
            yield break;
        }

        // What a program under 42 CFR Part 2 treats is not told on: whoever may see it reads the stay.
        var concern = stay.Part2 ? TransitionConcern.Unknown : stay.Concern;
        switch (stay.ToldStatus ?? StayStatus.Cancelled, stay.Status)
        {
            case (StayStatus.Cancelled, StayStatus.InProgress):
                yield return Began();
                break;
            case (StayStatus.InProgress, StayStatus.InProgress) when stay.ToldSetting is { } from && from != stay.Setting:
                yield return new StayMoved(client, stay.Id, stay.Partner, from, stay.Setting, now);
                yield return Began();
                break;
            case (StayStatus.InProgress or StayStatus.Cancelled, StayStatus.Ended):
                yield return Ended();
                break;
            case (StayStatus.Ended, StayStatus.Ended) when stay.ToldEnd != stay.EndedAt || stay.ToldWentTo != stay.WentTo:
                yield return Corrected();
                break;
            case (StayStatus.Ended, StayStatus.InProgress):
                yield return new StayReopened(client, stay.Id, stay.Partner, stay.Setting, now);
                yield return Began();
                break;
            case (StayStatus.InProgress or StayStatus.Ended, StayStatus.Cancelled):
                yield return new StayCancelled(client, stay.Id, stay.Partner, StayCancelReason.TakenBack, now);
                break;
            default:
                break;
        }

        StayBegan Began() => new(client, stay.Id, stay.Partner, stay.Setting, concern, stay.BeganAt, now, Days(stay.BeganAt, now));
        StayEnded Ended() => new(
            client, stay.Id, stay.Partner, stay.Setting, concern, stay.WentTo, stay.EndedAt!.Value, now, Days(stay.EndedAt, now));
        StayCorrected Corrected() => new(
            client, stay.Id, stay.Partner, stay.Setting, concern, stay.WentTo, stay.EndedAt!.Value, now, Days(stay.EndedAt, now));
    }

    private static int Days(DateTimeOffset? then, DateTimeOffset now) => then is { } at && at < now ? (int)(now - at).TotalDays : 0;
}
