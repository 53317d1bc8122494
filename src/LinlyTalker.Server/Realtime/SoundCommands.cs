using LinlyTalker.Server.Realtime.Audio;
using LinlyTalker.Server.Realtime.Hearing;
using LinlyTalker.Server.Realtime.Protocol;

namespace LinlyTalker.Server.Realtime;

/// <summary>The client's microphone.</summary>
internal sealed class SoundCommands(LiveSession session)
{
    /// <summary>Less is no turn.</summary>
    private const int ShortestCommit = Microphone.SampleRate / 10;

    private long lastCut;
    private bool toldDeaf;

    public Task AppendAsync(Fields fields, CancellationToken cancellation)
    {
        var audio = fields.Find("audio") ?? throw new WireFault("missing_required_parameter", "'audio' is missing.", "audio");
        return audio.ValueKind is System.Text.Json.JsonValueKind.String && audio.TryGetBytesFromBase64(out var bytes)
            ? AppendAsync(bytes, cancellation)
            : throw fields.Invalid("audio", "sound in Base64");
    }

    public async Task AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var format = session.Settings.Input;
        if (bytes.Length % format.BytesPerSample() != 0)
        {
            throw new WireFault("invalid_value", $"{bytes.Length} bytes are no whole number of 16-bit samples.", "audio");
        }

        if (IsHearing())
        {
            await session.Microphone.WriteAsync(bytes, format, cancellation).ConfigureAwait(false);
        }
    }

    public async Task CommitAsync(CancellationToken cancellation)
    {
        var segment = session.NextSegment;
        if (segment is null || session.Microphone.Deaf.IsCompleted)
        {
            throw Deaf();
        }

        lock (session.Gate)
        {
            var isHeld = session.Settings.TurnDetection is null;
            if (isHeld ? session.Microphone.Position - lastCut < ShortestCommit : !session.Hearing.IsSpeaking)
            {
                throw new WireFault(
                    "input_audio_buffer_commit_empty",
                    isHeld
                        ? "There is less than 100 ms of sound to commit; append some first."
                        : "Nobody speaks: with turn detection only a turn that has begun can be committed.");
            }

            if (isHeld)
            {
                session.Hearing.Commit();
            }
        }

        await CutAsync(segment, false, cancellation).ConfigureAwait(false);
    }

    public async Task ClearAsync(CancellationToken cancellation)
    {
        if (session.NextSegment is { } segment)
        {
            await CutAsync(segment, true, cancellation).ConfigureAwait(false);
        }

        lock (session.Gate)
        {
            session.Wire.Tell(new PlainEvent("input_audio_buffer.cleared"));
        }
    }

    private async Task CutAsync(Segment next, bool drop, CancellationToken cancellation)
    {
        await session.Microphone.CutAsync(new Cut(next, drop), cancellation).ConfigureAwait(false);
        lastCut = session.Microphone.Position;
    }

    private bool IsHearing()
    {
        if (session.NextSegment is not null && !session.Microphone.Deaf.IsCompleted)
        {
            return true;
        }

        if (!toldDeaf)
        {
            toldDeaf = true; // Once: sound comes fifty times a second.
            throw Deaf();
        }

        return false;
    }

    private static WireFault Deaf() => new(
        "input_audio_unavailable", "Nothing here hears this companion's language; send text, or see what 'linly doctor' says of ears.");
}
