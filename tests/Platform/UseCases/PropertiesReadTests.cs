using System.Reflection;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class PropertiesReadTests
{
    [Theory]
    [InlineData(nameof(Fields.Name), "Name")]
    [InlineData(nameof(Fields.First), "Name")]
    [InlineData(nameof(Fields.Both), "Name,Weight")]
    [InlineData(nameof(Fields.Shown), "Name,Weight")]
    [InlineData(nameof(Fields.Sometimes), "Name,Weight")]
    [InlineData(nameof(Fields.Nothing), "")]
    public void What_a_field_reads_is_known_also_through_properties_that_are_worked_out(string field, string properties) =>
        Assert.Equal(properties, Read(field));

    [Theory]
    [InlineData(nameof(Fields.Handed))]
    [InlineData(nameof(Fields.Kept))]
    [InlineData(nameof(Fields.Called))]
    [InlineData(nameof(Fields.Later))]
    [InlineData(nameof(Fields.Overwritten))]
    public void A_field_that_lets_its_parent_out_of_sight_may_read_anything(string field) => Assert.Null(Read(field));

    private static string? Read(string field) =>
        PropertiesRead.Of(typeof(Fields).GetMethod(field, BindingFlags.Public | BindingFlags.Static)!) is { } found
            ? string.Join(',', found.Select(p => p.Name).Order(StringComparer.Ordinal))
            : null;

    internal sealed class Crate
    {
        public string Name { get; set; } = "";

        public int Weight { get; set; }

        public string Label => Weight > 0 ? $"{Name} {Weight}" : Name;

        public int Heavier(int by) => Weight + by;
    }

    internal static class Fields
    {
        public static string Name(Crate crate) => crate.Name;

        public static char First(Crate crate) => crate.Name[0];

        public static string Both(Crate crate) => crate.Name + crate.Weight;

        public static string Shown(Crate crate) => crate.Label;

        public static int? Sometimes(Crate crate) => crate.Name.Length switch { 0 => null, 1 => 1, 2 => 4, 3 => 9, _ => crate.Weight };

        public static int Nothing(Crate _) => 1;

        public static string Handed(Crate crate) => crate.ToString()!;

        public static IReadOnlyList<Crate> Kept(Crate crate) => [crate];

        public static int Called(Crate crate) => crate.Heavier(1);

        public static Func<string> Later(Crate crate) => () => crate.Name;

        public static int Overwritten(Crate crate)
        {
            crate = new Crate { Weight = 1 };
            return crate.Weight;
        }
    }
}
