using System.Linq.Expressions;
using System.Reflection;

namespace CarePlatform.Platform;

/// <summary>A field that not everybody may see: its class, and how to tell whom a row is about.</summary>
/// <param name="Name">Type and field, as the audit trail tells of it.</param>
/// <param name="IsAttendance">Whether it says who somebody is or whether they came.</param>
/// <param name="IsFixed">Whether its class is the same whatever class its row has.</param>
internal sealed record Classified(
    string Name, DataClass Class, Extent Extent, AboutRows? About, bool IsAttendance = false, bool IsFixed = false)
{
    /// <summary>The class of the field in this row.</summary>
    public DataClass ClassIn(object row) => IsFixed ? Class : About?.ClassOf?.Invoke(row) ?? Class;

    /// <summary>The class that the view declares for the field; null when everybody who sees the row may see it.</summary>
    public static Classified? Of(MethodInfo field, string type, string name, AboutRows? about)
    {
        var declared = field.GetCustomAttribute<DataClassAttribute>()
            ?? (field.Name is "Id" or "Version" || field.Name == about?.Name ? null : field.DeclaringType!.GetCustomAttribute<DataClassAttribute>());
        return declared is null ? null : new Classified($"{type}.{name}", declared.Class, declared.Minimum ? Extent.Minimum : Extent.Full, about, declared.Attendance, declared.Fixed);
    }
}

/// <summary>Whom the rows of a view are about, and which of them come from a Part 2 program.</summary>
internal sealed class AboutRows
{
    private AboutRows(Type row, Func<object, Guid?> subject, string prefix) => (Row, Subject, Prefix) = (row, subject, prefix);

    /// <summary>The type of the rows.</summary>
    public Type Row { get; }

    /// <summary>The property that says whom a row is about.</summary>
    public string Name { get; private init; } = "";

    /// <summary>Whom a row is about.</summary>
    public Func<object, Guid?> Subject { get; }

    /// <summary>The prefix of the ids of those people.</summary>
    public string Prefix { get; }

    /// <summary>Whether a row comes from a Part 2 program; null where none can.</summary>
    public Func<object, bool>? Part2 { get; private init; }

    /// <summary>The program that a row comes from.</summary>
    public Func<object, string?>? Program { get; private init; }

    /// <summary>Whether a row belongs to a referral from or to the organisation that asks; null where none does.</summary>
    public Func<object, bool>? OwnReferral { get; private init; }

    /// <summary>Whether partners are shown rows by a consent alone.</summary>
    public bool ByConsent { get; private init; }

    /// <summary>Who wrote a row; null where that decides nothing.</summary>
    public Func<object, UserId?>? Author { get; private init; }

    /// <summary>The users who alone may see a row, which is then class H; null where no row has such.</summary>
    public Func<object, Guid[]?>? Named { get; private init; }

    /// <summary>Whether a row is confidential care of a minor; null where none can be.</summary>
    public Func<object, bool>? Confidential { get; private init; }

    /// <summary>The class that rows of the view have by themselves.</summary>
    public DataClass Class { get; private init; }

    /// <summary>The class of a row; null where all have the same.</summary>
    public Func<object, DataClass>? ClassOf { get; private init; }

    /// <summary>The team with which a row lies; null where none does.</summary>
    public Func<object, TeamId?>? Team { get; private init; }

    /// <summary>The user to whom a row was given; null where none is.</summary>
    public Func<object, UserId?>? Owner { get; private init; }

    /// <summary>Whether rows of the view may be withheld as a whole, wherever they lie.</summary>
    public bool IsScreened => Part2 is not null || Author is not null || Named is not null;

    /// <summary>What must be read of a row to tell.</summary>
    public IReadOnlySet<PropertyInfo> Columns { get; private init; } = new HashSet<PropertyInfo>();

    /// <summary>The same for who is kept from no team: with which one a row lies decides nothing then.</summary>
    public IReadOnlySet<PropertyInfo> ColumnsOfOpenTeams { get; private init; } = new HashSet<PropertyInfo>();

    /// <summary>Whether this row may be withheld as a whole.</summary>
    public bool Screens(object row) => Author is not null || Part2?.Invoke(row) is true || Named?.Invoke(row) is not null;

    /// <summary>What a class of a row is, to whoever decides.</summary>
    /// <param name="asker">Who asks, where that is a person.</param>
    public AskedFor Ask(object row, PurposeOfUse purpose, DataClass dataClass, Extent extent, UserId? asker)
    {
        var named = Named?.Invoke(row);
        return new AskedFor(
            purpose, named is null ? dataClass : DataClass.H, extent, Part2?.Invoke(row) is true, Program?.Invoke(row), Author?.Invoke(row),
            IsNamed: named is not null && asker is { } user && named.Contains(user.Value), IsOwnReferral: OwnReferral?.Invoke(row) is true,
            IsConfidential: Confidential?.Invoke(row) is true, IsByConsent: ByConsent);
    }

    /// <summary>What a view says of its rows; null when it says nothing.</summary>
    public static AboutRows? Of(Type view, Type row)
    {
        var about = view.GetCustomAttribute<AboutAttribute>();
        if ((about?.Subject ?? view.GetCustomAttribute<AuditedAttribute>()?.Subject) is not { } name)
        {
            return null;
        }

        var subject = Property(view, row, name);
        var id = Nullable.GetUnderlyingType(subject.PropertyType) ?? subject.PropertyType;
        if (!IdScalars.IsId(id))
        {
            throw new DeclarationException(view, $"is about \"{name}\", which must be an id");
        }

        HashSet<PropertyInfo> columns = [subject];
        Func<object, T>? Reader<T>(string? of)
        {
            if (of is null)
            {
                return null;
            }

            columns.Add(Property(view, row, of));
            return Read<T>(row, parent => Expression.Convert(Expression.Property(parent, of), typeof(T)));
        }

        return new AboutRows(row, Read<Guid?>(row, parent => ValueOf(Expression.Property(parent, subject))), IdReader.Of(id).Prefix)
        {
            Name = name,
            Part2 = Reader<bool>(about?.Part2),
            Program = Reader<string?>(about?.Program),
            OwnReferral = Reader<bool>(about?.OwnReferral),
            ByConsent = about?.ByConsent is true,
            Author = Reader<UserId?>(about?.Author),
            Named = Reader<Guid[]?>(about?.Named),
            Confidential = Reader<bool>(about?.Confidential),
            ClassOf = Reader<DataClass>(about?.Class),
            Class = view.GetCustomAttribute<DataClassAttribute>()?.Class ?? DataClass.A,
            // Whose a row is matters where it may be withheld by itself.
            ColumnsOfOpenTeams = about?.Owner is { } owner && (about.Part2 ?? about.Author ?? about.Named) is not null
                ? new HashSet<PropertyInfo>([.. columns, Property(view, row, owner)])
                : new HashSet<PropertyInfo>(columns),
            Team = Reader<TeamId?>(about?.Team),
            Owner = Reader<UserId?>(about?.Owner),
            Columns = columns,
        };
    }

    private static PropertyInfo Property(Type view, Type row, string name) =>
        row.GetProperty(name) ?? throw new DeclarationException(view, $"names the property \"{name}\", which {row.Name} does not have");

    private static Expression ValueOf(Expression id) => Nullable.GetUnderlyingType(id.Type) is null
        ? Expression.Convert(Expression.Property(id, "Value"), typeof(Guid?))
        : Expression.Condition(
            Expression.Property(id, "HasValue"),
            Expression.Convert(Expression.Property(Expression.Property(id, "Value"), "Value"), typeof(Guid?)),
            Expression.Constant(null, typeof(Guid?)));

    private static Func<object, T> Read<T>(Type row, Func<Expression, Expression> read)
    {
        var parent = Expression.Parameter(typeof(object));
        return Expression.Lambda<Func<object, T>>(read(Expression.Convert(parent, row)), parent).Compile();
    }
}
