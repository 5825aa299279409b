namespace CarePlatform.Referrals;

/// <summary>How long what is written in a shared plan can be, here and by those that write in it from a tenant of their own.</summary>
internal static class PlanWords
{
    public const int EntryLength = 4000;
    public const int NoteLength = 8000;
}
