using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace CarePlatform.Intake;

/// <summary>
/// Reads a CSV file row by row, by the names of its columns: order, further and missing columns do not matter. A row that is
/// broken is reported with its line, and reading goes on with the next line, also behind a quote that nobody closed.
/// </summary>
internal sealed class CsvTable : IDisposable
{
    // A field that is longer than this is a quote that was not closed, not a field.
    private const int LongestField = 1 << 14;
    private const string NotClosed = "a quote is not closed";

    private readonly ImportFile _file;
    private readonly Problems _problems;
    private readonly Dictionary<string, int> _columns = new(StringComparer.OrdinalIgnoreCase);
    private StreamReader _reader;
    private CsvParser _parser;
    private int _skipped;
    private int _width;
    private bool _badQuote;
    private bool _isDamaged;

    private CsvTable(ImportFile file, Problems problems)
    {
        (_file, _problems) = (file, problems);
        (_reader, _parser) = Start(0);
    }

    /// <summary>The line of the current row; of its first line when it has several.</summary>
    public int Line { get; private set; }

    /// <summary>The place of the current row.</summary>
    public Origin Here => new(_file, Line);

    /// <summary>Opens the file; null, and reported, when it lacks one of the columns that are needed.</summary>
    public static CsvTable? Open(ImportFile file, Problems problems, params ReadOnlySpan<string> needed)
    {
        var table = new CsvTable(file, problems);
        if (!table.ReadHeader())
        {
            table.Dispose();
            return null;
        }

        foreach (var column in needed)
        {
            if (!table._columns.ContainsKey(column))
            {
                problems.Add(new Origin(file, 1), $"the column {column} is missing: nothing of this file was read");
                table.Dispose();
                return null;
            }
        }

        return table;
    }

    /// <summary>Place of the first of these columns that the file has; -1 when it has none.</summary>
    public int Column(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (_columns.TryGetValue(name, out var index))
            {
                return index;
            }
        }

        return -1;
    }

    /// <summary>The rows that <paramref name="make"/> makes of the file; broken ones are reported and left out.</summary>
    public IEnumerable<TRow> Rows<TRow>(Func<CsvTable, TRow> make)
    {
        while (Next())
        {
            TRow row;
            try
            {
                row = make(this);
            }
            catch (UnreadableException fault)
            {
                _problems.Add(Here, fault.Message);
                continue;
            }

            yield return row;
        }
    }

    /// <summary>The field as it stands; empty when the file lacks the column.</summary>
    public string Raw(int column) => column < 0 ? "" : _parser[column];

    /// <summary>The field's text; null when empty.</summary>
    public string? Text(int column) => column < 0 ? null : Written.Text(_parser[column], Name(column));

    /// <summary>The field's text, without which the row means nothing.</summary>
    public string Required(int column, string name) => Text(column) ?? throw new UnreadableException($"{name} is empty");

    /// <summary>The header of a column.</summary>
    public string Name(int column) => _columns.First(c => c.Value == column).Key;

    public void Dispose()
    {
        _parser.Dispose();
        _reader.Dispose();
    }

    private bool ReadHeader()
    {
        if (!Read())
        {
            if (!_isDamaged)
            {
                _problems.Add(new Origin(_file, 1), "the file is empty: a header line is expected");
            }

            return false;
        }

        for (var i = 0; i < _parser.Count; i++)
        {
            _columns.TryAdd(_parser[i].Trim(), i);
        }

        _width = _parser.Count;
        return true;
    }

    private bool Next()
    {
        while (Read())
        {
            if (_parser.Count == 1 && string.IsNullOrWhiteSpace(_parser[0]))
            {
                continue;
            }

            var spansLines = _skipped + _parser.RawRow > Line;
            var isOpen = spansLines && _parser.RawRecord.Count(c => c == '"') % 2 != 0;
            if (_parser.Count == _width && !_badQuote && !isOpen)
            {
                return true;
            }

            _problems.Add(Here, isOpen ? NotClosed
                : _badQuote ? "a quote stands inside a field"
                : $"{_parser.Count} fields where the header has {_width}");
            if (spansLines)
            {
                // Several lines were taken for one row: read them one by one.
                Resume(Line);
            }
        }

        return false;
    }

    private bool Read()
    {
        while (true)
        {
            Line = _skipped + _parser.RawRow + 1;
            _badQuote = false;
            try
            {
                return _parser.Read();
            }
            catch (MaxFieldSizeException)
            {
                _problems.Add(Here, NotClosed);
                Resume(Line);
            }
            catch (InvalidDataException)
            {
                _problems.Add(Here, "the compressed data is damaged: the rest of this file was not read");
                _isDamaged = true;
                return false;
            }
        }
    }

    private void Resume(int line)
    {
        Dispose();
        (_reader, _parser) = Start(line);
        _skipped = line;
    }

    private (StreamReader Reader, CsvParser Parser) Start(int line)
    {
        var reader = new StreamReader(_file.Open(), bufferSize: 1 << 16);
        for (var i = 0; i < line; i++)
        {
            reader.ReadLine();
        }

        return (reader, new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            BufferSize = 1 << 16,
            MaxFieldSize = LongestField,
            CountBytes = false,
            IgnoreBlankLines = false,
            BadDataFound = _ => _badQuote = true,
        }));
    }
}
