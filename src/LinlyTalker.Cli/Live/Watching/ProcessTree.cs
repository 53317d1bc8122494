using System.Globalization;

namespace LinlyTalker.Cli.Live.Watching;

/// <summary>Reads <c>/proc</c> (proc(5)): a process with all that it started.</summary>
internal static class ProcessTree
{
    /// <summary>USER_HZ, which is 100 on every Linux that .NET runs on.</summary>
    private const double TicksPerSecond = 100;

    private const string Encoder = "ffmpeg";

    public static bool IsReadable => Directory.Exists("/proc/self/task");

    /// <returns>Null when the process is gone.</returns>
    public static ProcessSample? Read(int process, double at)
    {
        var all = Directory.EnumerateDirectories("/proc")
            .Select(d => int.TryParse(Path.GetFileName(d.AsSpan()), out var id) ? ReadOne(id) : null)
            .OfType<One>().ToLookup(p => p.Parent);
        if (ReadOne(process) is not { } own)
        {
            return null;
        }

        var children = new List<One>();
        for (var open = new Queue<int>([process]); open.TryDequeue(out var parent);)
        {
            foreach (var child in all[parent])
            {
                children.Add(child);
                open.Enqueue(child.Id);
            }
        }

        return new ProcessSample(
            at, own.Resident, children.Sum(c => c.Resident), own.Cpu + children.Sum(c => c.Cpu), own.Threads,
            Directory.EnumerateFileSystemEntries($"/proc/{process}/fd").Count(), 1 + children.Count)
        {
            Encoders = children.Count(c => c.Name == Encoder),
            EncoderBytes = children.Where(c => c.Name == Encoder).Sum(c => c.Resident),
            EncoderCpu = children.Where(c => c.Name == Encoder).Sum(c => c.Cpu),
        };
    }

    private static One? ReadOne(int id)
    {
        try
        {
            // The name, in brackets, may hold anything.
            var text = File.ReadAllText($"/proc/{id}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            long Field(int number) => long.Parse(fields[number - 3], CultureInfo.InvariantCulture);
            return new One(
                id, text[(text.IndexOf('(') + 1)..text.LastIndexOf(')')], (int)Field(4), (Field(14) + Field(15) + Field(16) + Field(17)) / TicksPerSecond, (int)Field(20), Field(24) * Environment.SystemPageSize);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // It ended meanwhile.
        }
    }

    /// <param name="Cpu">Its own and that of its children that ended.</param>
    private sealed record One(int Id, string Name, int Parent, double Cpu, int Threads, long Resident);
}
