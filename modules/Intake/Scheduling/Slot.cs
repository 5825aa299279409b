using System.Text;
using System.Text.Json;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>A time at which a visit could begin. It is computed, never stored.</summary>
/// <param name="Seats">How many clients could still take part.</param>
internal sealed record Slot(VisitTypeId? VisitType, UserId Clinician, SiteId Site, DateTimeOffset StartsAt, int Minutes, int Seats)
{
    /// <summary>Where it lies in the order of slots.</summary>
    public SlotPlace Place => new(StartsAt, Clinician, Site);
}

/// <summary>A place in the order of slots: by start, then clinician, then site.</summary>
internal sealed record SlotPlace(DateTimeOffset StartsAt, UserId Clinician, SiteId Site)
{
    /// <summary>The place as a cursor.</summary>
    public string ToCursor() => Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(this, IdJson.Options))
        .TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>Reads a cursor.</summary>
    /// <exception cref="InvalidPageException">It is not from a list of slots.</exception>
    public static SlotPlace Of(string cursor)
    {
        try
        {
            var text = cursor.Replace('-', '+').Replace('_', '/');
            var json = Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='));
            return JsonSerializer.Deserialize<SlotPlace>(Encoding.UTF8.GetString(json), IdJson.Options) ?? throw new FormatException();
        }
        catch (Exception error) when (error is FormatException or JsonException)
        {
            throw new InvalidPageException("This cursor is not from this list. Take cursors from pageInfo or edges and send them unchanged.");
        }
    }
}

/// <summary>A slot as the database gives it.</summary>
internal sealed class SlotRow
{
    public Guid Clinician { get; init; }

    public Guid Site { get; init; }

    public DateTimeOffset StartsAt { get; init; }

    public int Seats { get; init; }

    public Slot Of(VisitType type) => new(type.Id == default ? null : type.Id, new UserId(Clinician), new SiteId(Site), StartsAt, type.Minutes, Seats);
}

/// <summary>A time at which a visit could begin.</summary>
[View<Slot>]
internal static class SlotView
{
    /// <summary>The kind of visit; null when none was named.</summary>
    public static VisitTypeId? VisitType(Slot slot) => slot.VisitType;

    /// <summary>With whom.</summary>
    public static UserId Clinician(Slot slot) => slot.Clinician;

    /// <summary>Where.</summary>
    public static SiteId Site(Slot slot) => slot.Site;

    /// <summary>When it would begin.</summary>
    public static DateTimeOffset StartsAt(Slot slot) => slot.StartsAt;

    /// <summary>When it would end.</summary>
    public static DateTimeOffset EndsAt(Slot slot) => slot.StartsAt.AddMinutes(slot.Minutes);

    /// <summary>How many clients could still take part: 1, or more in a group.</summary>
    public static int SeatsLeft(Slot slot) => slot.Seats;
}
