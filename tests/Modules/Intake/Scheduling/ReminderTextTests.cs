using Xunit;

namespace CarePlatform.Intake.Tests;

/// <summary>Reminders speak the client's language and say when, nothing else.</summary>
public sealed class ReminderTextTests
{
    private static readonly DateTimeOffset Start = new(2099, 1, 5, 15, 30, 0, TimeSpan.Zero);
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
    private static readonly ReminderText Creole = new("ht", "Randevou ou", "Ou gen yon randevou: {when}.");
    private static readonly ReminderText Mexican = new("es-MX", "Cita", "Su cita: {when}");

    [Theory]
    [InlineData("en", "en", "You have an appointment on Monday, January 5, 10:30 AM. If you cannot come, please tell us early.")]
    [InlineData("es", "es", "Tiene una cita el lunes 5 de enero, 10:30 AM. Si no puede venir, por favor avísenos con tiempo.")]
    [InlineData("es-MX", "es", "Tiene una cita el lunes 5 de enero, 10:30 AM. Si no puede venir, por favor avísenos con tiempo.")]
    [InlineData("ht", "en", "You have an appointment on Monday, January 5, 10:30 AM. If you cannot come, please tell us early.")]
    [InlineData(null, "en", "You have an appointment on Monday, January 5, 10:30 AM. If you cannot come, please tell us early.")]
    public void What_ships_is_in_the_language_that_the_client_reads_or_in_English(string? language, string used, string text)
    {
        var reminder = ReminderText.For(language, own: null);
        Assert.Equal((used, text), (reminder.Language, reminder.About(Start, NewYork)));
    }

    [Theory]
    [InlineData("ht", "ht", "Ou gen yon randevou: 2099-01-05 10:30.")]
    [InlineData("es-MX", "es-MX", "Su cita: lunes 5 de enero, 10:30 AM")]
    [InlineData("es", "es", "Tiene una cita el lunes 5 de enero, 10:30 AM. Si no puede venir, por favor avísenos con tiempo.")]
    public void A_tenant_s_own_texts_go_first(string language, string used, string text)
    {
        var reminder = ReminderText.For(language, [Creole, Mexican]);
        Assert.Equal((used, text), (reminder.Language, reminder.About(Start, NewYork)));
    }

    [Fact]
    public void A_tenant_s_English_is_what_others_get_as_well()
    {
        var own = new ReminderText("en", "Visit", "Visit: {when}");
        Assert.Equal(own, ReminderText.For("vi", [own]));
    }

    [Fact]
    public async Task A_text_says_when_and_has_no_other_blank()
    {
        var desk = await IntakeDesk.Open();
        async Task<string> Refusal(params object[] texts) =>
            await desk.Refusal("changeSchedulingSettings", new { rules = new { reminderTexts = texts } }, "schedulingSettings { version }", by: "director");
        Assert.Equal("InvalidInput", await Refusal(new { language = "es", subject = "Cita", text = "Venga" }));
        Assert.Equal("InvalidInput", await Refusal(new { language = "es", subject = "Cita", text = "{when} con {clinician}" }));
        Assert.Equal("InvalidInput", await Refusal(new { language = "es", subject = "{when}", text = "{when}" }));
        Assert.Equal("InvalidInput", await Refusal(new { language = "Spanish!", subject = "Cita", text = "{when}" }));
        Assert.Equal("InvalidInput", await Refusal(new { language = "es", subject = "Cita", text = "{when}" }, new { language = "ES", subject = "Cita", text = "{when}" }));
        var kept = await desk.Do(
            "changeSchedulingSettings", new { rules = new { reminderTexts = new[] { new { language = "es", subject = "Cita", text = "Su cita: {when}" } } } },
            "schedulingSettings { rules { reminderTexts { language subject text } } }", by: "director");
        Assert.Equal(
            """[{"language":"es","subject":"Cita","text":"Su cita: {when}"}]""", kept.GetProperty("rules").GetProperty("reminderTexts").GetRawText());
    }
}
