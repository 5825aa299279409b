using System.Linq.Expressions;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Intake;

/// <summary>What came of a reminder.</summary>
internal enum ReminderOutcome
{
    /// <summary>It went out.</summary>
    Sent,

    /// <summary>The client does not want to be reminded, has not said that they do, or has died.</summary>
    NotWanted,

    /// <summary>There is no telephone number or mail address that is known to reach the client.</summary>
    NoWay,
}

/// <summary>One reminder of an appointment, sent or not.</summary>
internal sealed class Reminder
{
    public required Guid Id { get; init; }

    public required AppointmentId Appointment { get; init; }

    public required ReminderOutcome Outcome { get; init; }

    public ContactKind? Channel { get; init; }

    /// <summary>Of which time the client was reminded.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>What a client has said about being reminded; the latest holds.</summary>
internal sealed class ContactPreference
{
    public required ContactPreferenceId Id { get; init; }

    public required ClientId Client { get; init; }

    /// <summary>Whether they want reminders.</summary>
    public required bool Reminders { get; init; }

    /// <summary>By what; by whatever reaches them when null.</summary>
    public ContactKind? Channel { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public UserId? RecordedBy { get; init; }
}

internal sealed class ReminderMap : IEntityTypeConfiguration<Reminder>
{
    public void Configure(EntityTypeBuilder<Reminder> builder) =>
        builder.HasOne<Appointment>().WithMany().HasForeignKey(r => r.Appointment);
}

internal sealed class ContactPreferenceMap : IEntityTypeConfiguration<ContactPreference>
{
    public void Configure(EntityTypeBuilder<ContactPreference> builder) =>
        builder.HasOne<Client>().WithMany().HasForeignKey(p => p.Client);
}

/// <summary>The reminders of appointments, in order.</summary>
internal sealed class RemindersByAppointment(IntakeDb db) : RowsBy<IntakeDb, AppointmentId, Reminder>(db)
{
    protected override Expression<Func<Reminder, AppointmentId>> Key => r => r.Appointment;

    protected override IQueryable<Reminder> Rows(Reach reach) => Db.Reminders.OrderBy(r => r.At).ThenBy(r => r.Id);
}

/// <summary>One reminder of an appointment, sent or not.</summary>
[View<Reminder>("AppointmentReminder")]
internal static class ReminderView
{
    /// <summary>What came of it.</summary>
    public static ReminderOutcome Outcome(Reminder reminder) => reminder.Outcome;

    /// <summary>By what; null when none went out.</summary>
    public static ContactKind? Channel(Reminder reminder) => reminder.Channel;

    /// <summary>When.</summary>
    public static DateTimeOffset At(Reminder reminder) => reminder.At;
}

/// <summary>What a client has said about being reminded.</summary>
[View<ContactPreference>]
internal static class ContactPreferenceView
{
    /// <summary>Its id.</summary>
    public static ContactPreferenceId Id(ContactPreference preference) => preference.Id;

    /// <summary>Who.</summary>
    public static ClientId Client(ContactPreference preference) => preference.Client;

    /// <summary>Whether they want reminders.</summary>
    public static bool Reminders(ContactPreference preference) => preference.Reminders;

    /// <summary>By what; by whatever reaches them when null.</summary>
    public static ContactKind? Channel(ContactPreference preference) => preference.Channel;

    /// <summary>When it was written down.</summary>
    public static DateTimeOffset RecordedAt(ContactPreference preference) => preference.RecordedAt;
}
