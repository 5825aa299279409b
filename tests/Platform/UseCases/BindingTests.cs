using System.Reflection;
using Xunit;

namespace CarePlatform.Platform.Tests;

/// <summary>How the calls of handlers are compiled.</summary>
public sealed class BindingTests
{
    [Fact]
    public void A_parameter_is_known_by_its_place_whichever_object_the_runtime_gave_for_it()
    {
        // Threads that reflect a method at once for the first time can be given two objects for each parameter, as a subclass is.
        var method = typeof(Handler).GetMethod(nameof(Handler.Handle))!;
        var other = typeof(Heir).GetMethod(nameof(Handler.Handle), BindingFlags.Public | BindingFlags.Static | BindingFlags.FlattenHierarchy)!;
        var given = other.GetParameters()[1];
        Assert.NotSame(method.GetParameters()[1], given);

        var call = Binding.Compile(method, [given]);

        Assert.Equal("given", call(["given"], null!, TestContext.Current.CancellationToken));
    }

    private class Handler
    {
        public static string Handle(IServiceProvider services, string input) => $"{input}{services}";
    }

    private sealed class Heir : Handler;
}
