using System.Runtime.CompilerServices;
using System.Text;

namespace CarePlatform.Edi;

/// <summary>
/// Reads the transaction sets of a stream one by one and checks the envelopes around them: order, counts, control numbers. A
/// stream may hold several interchanges, groups and sets. What is wrong is collected; reading goes on as long as it makes sense, and
/// whoever reads decides whether a wrong count is a reason to refuse what stands there.
/// </summary>
/// <param name="stream">Stays open.</param>
public sealed class X12Sets(Stream stream)
{
    private readonly X12Reader _reader = new(stream);
    private readonly EnvelopeCheck _check = new();

    /// <summary>What was found wrong so far, in the order of the stream; complete when all sets have been read.</summary>
    public IReadOnlyList<X12Problem> Problems =>
        [.. _reader.Problems.Concat(_check.Problems).OrderBy(p => p.Position)];

    /// <summary>The sets.</summary>
    /// <exception cref="X12Exception">What follows cannot be read.</exception>
    public async IAsyncEnumerable<X12Set> ReadAsync([EnumeratorCancellation] CancellationToken ct = default)
    {
        while (await _reader.ReadAsync(ct).ConfigureAwait(false) is { } segment)
        {
            if (_check.Take(segment) is { } set)
            {
                yield return set;
            }
        }

        if (_check.End() is { } last)
        {
            yield return last;
        }
    }

    /// <summary>The sets of a stream in memory.</summary>
    /// <exception cref="X12Exception">What follows cannot be read.</exception>
    public IEnumerable<X12Set> Read()
    {
        while (_reader.Read() is { } segment)
        {
            if (_check.Take(segment) is { } set)
            {
                yield return set;
            }
        }

        if (_check.End() is { } last)
        {
            yield return last;
        }
    }

    /// <summary>All sets of a text, and what is wrong with it. What cannot be read any further is the last problem.</summary>
    public static (IReadOnlyList<X12Set> Sets, IReadOnlyList<X12Problem> Problems) Of(string text)
    {
        using var stream = new MemoryStream(Encoding.Latin1.GetBytes(text));
        var reading = new X12Sets(stream);
        var sets = new List<X12Set>();
        try
        {
            sets.AddRange(reading.Read());
            return (sets, reading.Problems);
        }
        catch (X12Exception unreadable)
        {
            return (sets, [.. reading.Problems, unreadable.Problem]);
        }
    }
}
