using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>
/// What was written about a client whose record is for named people, in decisions and handoffs, is theirs alone. The steps themselves stay on the lists of those who see
/// to it that nothing is lost; whose they are stands there for nobody else.
/// </summary>
internal sealed class RestrictedClientMap : RestrictedRecordMap<ClientId>;
