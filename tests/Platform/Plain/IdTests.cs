using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class IdTests
{
    [Fact]
    public void What_is_written_is_read_back_for_every_uuid() => Prop.ForAll(
        ArbMap.Default.ArbFor<Guid>(),
        value => Id.TryParse<BookId>(Id.Format(new BookId(value)), out var read) && read.Value == value).QuickCheckThrowOnFailure();

    [Fact]
    public void The_text_sorts_like_the_uuid() => Prop.ForAll(
        ArbMap.Default.ArbFor<Guid>(), ArbMap.Default.ArbFor<Guid>(),
        (a, b) => Math.Sign(string.CompareOrdinal(Id.Format(new BookId(a)), Id.Format(new BookId(b))))
            == Math.Sign(Bytes(a).AsSpan().SequenceCompareTo(Bytes(b)))).QuickCheckThrowOnFailure();

    [Fact]
    public void An_id_has_its_prefix_and_26_characters() =>
        Assert.Matches("^book_[0-9a-hjkmnp-tv-z]{26}$", Id.New<BookId>(TimeProvider.System).ToString());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("book_")]
    [InlineData("book")]
    [InlineData("book_00000000000000000000000000000")]
    [InlineData("book_0000000000000000000000000u")]
    [InlineData("book_8zzzzzzzzzzzzzzzzzzzzzzzzz")]
    [InlineData("inq_00000000000000000000000000")]
    public void What_is_no_id_of_this_type_is_not_read(string? text) => Assert.False(Id.TryParse<BookId>(text, out _));

    [Fact]
    public void Capitals_are_read_like_small_letters()
    {
        var id = Id.New<BookId>(TimeProvider.System);
        Assert.True(Id.TryParse<BookId>("book_" + id.ToString()[5..].ToUpperInvariant(), out var read));
        Assert.Equal(id, read);
    }

    [Fact]
    public void Json_holds_the_wire_form_also_as_a_key()
    {
        var id = Id.New<BookId>(TimeProvider.System);
        var json = JsonSerializer.Serialize(new Dictionary<BookId, BookId?> { [id] = id }, IdJson.Options);
        Assert.Equal($"{{\"{id}\":\"{id}\"}}", json);
        Assert.Equal(id, JsonSerializer.Deserialize<Dictionary<BookId, BookId?>>(json, IdJson.Options)![id]);
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<BookId>("\"inq_1\"", IdJson.Options));
    }

    private static byte[] Bytes(Guid value) => value.ToByteArray(bigEndian: true);
}
