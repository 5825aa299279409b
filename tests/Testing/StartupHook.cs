using System.Reflection;
using CarePlatform.Testing;

// The runtime demands this name, without a namespace; it runs before the program's own Main.
internal static class StartupHook
{
    public static void Initialize()
    {
        var method = Environment.GetEnvironmentVariable(OtherProcess.Method)!.Split(':');
        var type = Assembly.LoadFrom(Environment.GetEnvironmentVariable(OtherProcess.Assembly)!).GetType(method[0], throwOnError: true)!;
        var program = type.GetMethod(method[1], BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!
            .CreateDelegate<Func<string, Task>>();
        program(Environment.GetEnvironmentVariable(OtherProcess.Argument)!).GetAwaiter().GetResult();
        Environment.Exit(0);
    }
}
