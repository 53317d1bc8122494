using System.Runtime.InteropServices;
using LinlyTalker.Models.Folders;
using LinlyTalker.Models.Sherpa;
using LinlyTalker.Native.Sherpa;

namespace LinlyTalker.Ears.Sherpa;

/// <summary>What the clients of the worker have in common.</summary>
internal static class OpenedModel
{
    /// <summary>A model, checked, for the worker; it is loaded by the first use.</summary>
    /// <exception cref="Core.Errors.LinlyException">The model is missing, broken, or does something else.</exception>
    public static SherpaWorker Of(ModelFolder folder, SherpaTask task, Func<SherpaModel, SherpaModel> set, string? program)
    {
        var model = set(SherpaFolder.Of(folder, task));
        SherpaCheck.Check(model, folder.Name);
        return new SherpaWorker(model, folder.Name, program);
    }

    /// <summary>The samples, or other numbers, of an answer.</summary>
    public static float[] Samples(IEnumerable<ReadOnlyMemory<byte>> pieces)
    {
        var samples = new List<float>();
        foreach (var piece in pieces)
        {
            samples.AddRange(MemoryMarshal.Cast<byte, float>(piece.Span));
        }

        return [.. samples];
    }
}
