using System.Reflection;
using CarePlatform.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CarePlatform.Architecture.Tests;

/// <summary>Time is the organisation's, which a sandbox moves: only what a use case is handed as its clock is that, and not what services are given.</summary>
public sealed class ClockTests
{
    [Fact]
    public void Nothing_that_reads_the_rows_of_an_organisation_is_constructed_with_the_clock_of_the_world()
    {
        var types = LoadedModules.All.Select(m => m.GetType().Assembly).Distinct().SelectMany(a => a.GetTypes()).ToList();
        Assert.Contains(types, t => t.IsAssignableTo(typeof(DbContext)));
        var wrong = types.Where(t => t.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Any(c =>
            c.GetParameters().Any(p => p.ParameterType == typeof(TimeProvider)) && (IsLoader(t) || c.GetParameters().Any(p => p.ParameterType.IsAssignableTo(typeof(DbContext))))));
        Assert.Equal([], wrong.Select(t => $"{t.Name} takes a TimeProvider: take the Session and ask its Clock."));
    }

    private static bool IsLoader(Type? type) => type is not null && (type.Name.StartsWith("DataLoader`", StringComparison.Ordinal) || IsLoader(type.BaseType));
}
