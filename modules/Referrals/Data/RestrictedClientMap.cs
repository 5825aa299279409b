using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Referrals;

/// <summary>The referrals and plans of a client whose record is for named people are theirs alone; partners see what was sent to them.</summary>
internal sealed class RestrictedClientMap : RestrictedRecordMap<ClientId>;
