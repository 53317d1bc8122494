using System.Runtime.InteropServices;
using LinlyTalker.Core.Errors;
using LinlyTalker.Native.PocketSphinx;
using LinlyTalker.Worker.Hosting;

namespace LinlyTalker.Worker.PocketSphinx;

/// <summary>One aligner in this process, loaded at the first request and kept. Requests wait for each other.</summary>
internal sealed class AlignmentService : IDisposable
{
    /// <summary>An hour of sound; what is longer is no sentence and no lecture.</summary>
    private const int MostBytes = 3600 * PocketSphinxDecoder.SampleRate * sizeof(short);

    private readonly Lock gate = new();
    private PhoneAligner? aligner;
    private string? loaded;

    public void Align(WorkerRequest request, CancellationToken cancellation)
    {
        var task = request.ArgumentAs(HearingJson.Default.AlignmentTask);
        using var sound = new MemoryStream();
        foreach (var piece in request.ReadInput())
        {
            if (sound.Length + piece.Length > MostBytes)
            {
                throw new InputException("The sound is longer than an hour; align it in parts.");
            }

            sound.Write(piece.Span);
        }

        lock (gate)
        {
            cancellation.ThrowIfCancellationRequested();
            var samples = MemoryMarshal.Cast<byte, short>(sound.GetBuffer().AsSpan(0, (int)sound.Length));
            request.Write(new AlignedPhones(Load(task.AcousticModel).Align(samples, task.Words, task.MayEndEarly)), HearingJson.Default.AlignedPhones);
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            aligner?.Dispose();
        }
    }

    private PhoneAligner Load(string acousticModel)
    {
        if (aligner is null || loaded != acousticModel)
        {
            aligner?.Dispose();
            aligner = null;
            aligner = PhoneAligner.Open(acousticModel);
            loaded = acousticModel;
        }

        return aligner;
    }
}
