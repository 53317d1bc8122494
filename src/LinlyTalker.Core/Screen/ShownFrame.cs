using LinlyTalker.Core.Flow;

namespace LinlyTalker.Core.Screen;

/// <summary>Where in a reply's speech a picture belongs.</summary>
/// <param name="Time">Since the reply's speech began.</param>
public readonly record struct SpokenPlace(int Turn, TimeSpan Time);

/// <summary>
/// A coded picture on its way to a client. One with a <paramref name="Place"/> is shown when the client's own
/// loudspeaker has come there, dropped when its turn was interrupted; one without is shown at once. All are decoded.
/// </summary>
/// <param name="Picture">Its position counts on the session's clock, speech and silence alike.</param>
/// <param name="Place">Null while nothing is said.</param>
public sealed record ShownFrame(EncodedFrame Picture, SpokenPlace? Place);
