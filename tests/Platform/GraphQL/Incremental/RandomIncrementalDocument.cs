using System.Text;
using System.Text.RegularExpressions;

namespace CarePlatform.Platform.Tests;

/// <summary>Documents by chance for the random tree, with fragments that are deferred and lists that are streamed.</summary>
internal static partial class RandomIncrementalDocument
{
    public static string Of(int seed)
    {
        var chance = new Random(seed);
        var text = Selection(chance, 0, spreads: true);
        for (var i = 0; i < 3; i++)
        {
            text += text.Contains($"...F{i} ", StringComparison.Ordinal) ? $" fragment F{i} on Node {Selection(chance, 2, spreads: false)}" : "";
        }

        return text;
    }

    /// <summary>The same document, asking for everything at once.</summary>
    public static string AtOnce(string document) => Directives().Replace(document, "");

    private static string Selection(Random chance, int depth, bool spreads)
    {
        var text = new StringBuilder("{ ");
        for (var i = chance.Next(1, 4); i > 0; i--)
        {
            if (spreads && chance.Next(6) == 0)
            {
                text.Append($"...F{chance.Next(3)} {(chance.Next(3) == 0 ? "" : "@defer ")}");
                continue;
            }

            if (chance.Next(3) == 0)
            {
                text.Append($"... {(chance.Next(4) == 0 ? "" : "@defer ")}{Selection(chance, depth + (chance.Next(2) == 0 ? 1 : 0), spreads)} ");
                continue;
            }

            var leaf = depth > 3 || chance.Next(3) == 0;
            var isList = !leaf && chance.Next(2) == 0;
            var names = leaf ? RandomTree.Leaves : isList ? RandomTree.Lists : RandomTree.Objects;
            var name = names[chance.Next(names.Length)];

            // Fields of one key are streamed alike; few keys, so that fragments often select the same ones.
            var number = chance.Next(4);
            var stream = isList && number % 2 == 0 ? $"@stream(initialCount: {number / 2}) " : "";
            text.Append($"a{number}{name}: {name} {stream}{(leaf ? "" : Selection(chance, depth + 1, spreads))} ");
        }

        return text.Append('}').ToString();
    }

    [GeneratedRegex(@"@defer |@stream\(initialCount: \d\) ")]
    private static partial Regex Directives();
}
