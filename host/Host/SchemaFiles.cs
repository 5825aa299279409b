using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using CarePlatform.Platform;

namespace CarePlatform.Host;

/// <summary>
/// What others build on, as text: the API, the events and which module uses whose contracts. Kept in <c>schema/</c> and compared
/// by a test, so that each change is reviewed as a diff.
/// </summary>
internal static class SchemaFiles
{
    private const string Contracts = "CarePlatform.Contracts";

    /// <summary>File name and text of each.</summary>
    public static IReadOnlyList<(string Name, string Text)> All() =>
    [
        ("schema.graphql", PrintedSchema.Of(CareHost.Modules)),
        ("partner.graphql", PrintedSchema.Of(CareHost.Modules, forPartners: true)),
        ("events.txt", EventList.Of([typeof(PlatformSetup).Assembly, Assembly.Load(Contracts)])),
        ("arrows.txt", Arrows()),
    ];

    // The compiled references tell the truth; project files may name more than is used.
    private static string Arrows()
    {
        var text = new StringBuilder();
        foreach (var assembly in CareHost.Modules.Select(m => m.GetType().Assembly).OrderBy(a => a.FullName, StringComparer.Ordinal))
        {
            var module = assembly.GetName().Name!.Split('.')[^1];
            using var file = new PEReader(File.OpenRead(assembly.Location));
            var reader = file.GetMetadataReader();
            var used = reader.TypeReferences.Select(reader.GetTypeReference)
                .Where(t => t.ResolutionScope.Kind is HandleKind.AssemblyReference
                    && reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)t.ResolutionScope).Name) == Contracts)
                .Select(t => (Owner: reader.GetString(t.Namespace).Split('.')[1], Name: reader.GetString(t.Name)))
                .Where(t => t.Owner != module)
                .Select(t => $"{module} -> {t.Owner}.{t.Name}\n").Order(StringComparer.Ordinal);
            text.AppendJoin("", used);
        }

        return text.ToString();
    }
}
