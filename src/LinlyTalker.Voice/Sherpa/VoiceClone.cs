using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Models.Folders;

namespace LinlyTalker.Voice.Sherpa;

/// <summary>A voice that a cloning model shall speak with.</summary>
/// <param name="Model">ZipVoice or PocketTTS.</param>
/// <param name="Name">What the voice is asked for by: <c>zipvoice:NAME</c>.</param>
/// <param name="Language">BCP 47 tag.</param>
/// <param name="Reference">1 to 30 s of the speaker's speech.</param>
/// <param name="ReferenceText">What the reference says; ZipVoice needs it.</param>
/// <param name="Consent">That the speaker agreed.</param>
public sealed record VoiceClone(
    ModelFolder Model, string Name, string Language, AudioChunk Reference, string ReferenceText, CloneConsent Consent)
{
    private const double Shortest = 1;
    private const double Longest = 30;

    /// <exception cref="InputException">The reference cannot be used.</exception>
    internal void Check()
    {
        var seconds = Reference.Duration.TotalSeconds;
        if (seconds is < Shortest or > Longest)
        {
            throw new InputException($"The recording of the voice {Name} lasts {seconds:0.0} s; {Shortest} to {Longest} s are needed, best 5 to 15.");
        }

        if (Model.Description.Family == "zipvoice" && string.IsNullOrWhiteSpace(ReferenceText))
        {
            throw new InputException($"ZipVoice clones by a recording and its words: give what the recording of {Name} says.");
        }
    }
}
