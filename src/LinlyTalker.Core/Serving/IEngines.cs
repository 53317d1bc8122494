using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Organs;

namespace LinlyTalker.Core.Serving;

/// <summary>The organs of this machine, opened when they are first asked for and shared from then on.</summary>
public interface IEngines
{
    ValueTask<IReadOnlyList<EngineDescription>> ListAsync(CancellationToken cancellation = default);

    /// <param name="name">Empty: the one that the machine is set up with.</param>
    /// <exception cref="UnknownNameException">There is none of that name.</exception>
    ValueTask<Companion> CompanionAsync(string name, CancellationToken cancellation = default);

    /// <param name="recogniser">Empty: the best that is here.</param>
    /// <param name="language">BCP 47 tag of what is spoken.</param>
    /// <exception cref="UnknownNameException">There is none of that name.</exception>
    /// <exception cref="LinlyException">Nothing here hears the language.</exception>
    ValueTask<IEars> EarsAsync(string recogniser, string language, CancellationToken cancellation = default);

    /// <summary>All voices behind one; a <see cref="SpeakOptions.Voice"/> that is unknown fails when it is to speak.</summary>
    IVoice Voice { get; }

    /// <summary>Speaks for who names no voice; empty: the best of the language.</summary>
    string DefaultVoice => "";

    ISentenceCutter Cutter { get; }

    /// <summary>Tells when one of these organs failed and another engine does its work.</summary>
    EngineWatch Watch { get; }
}

/// <summary>Nothing is known by the name.</summary>
public sealed class UnknownNameException(string message) : LinlyException(message);
