using System.Net.NetworkInformation;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using LinlyTalker.Models.Homes;

namespace LinlyTalker.Cli.Health;

/// <summary>Processor, memory, disk, homes, network.</summary>
internal static class MachineChecks
{
    private const long NeededMemory = 1L << 30;
    private const long NeededDisk = 500_000_000;

    public static IEnumerable<Finding> Run(LinlyHome home)
    {
        yield return new("machine", "processor", Verdict.Good,
            $"{Environment.ProcessorCount} cores, {RuntimeInformation.ProcessArchitecture}"
            + (Avx2.IsSupported ? ", AVX2" : ", without AVX2: faces are drawn at half the speed"));

        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        yield return memory >= NeededMemory
            ? new("machine", "memory", Verdict.Good, ByteCount.Text(memory))
            : new("machine", "memory", Verdict.Warning, $"{ByteCount.Text(memory)} only", "Give it 1 GB or more.");

        yield return Home("data home", home.Data);
        yield return Home("cache home", home.Cache);

        // Nothing is sent anywhere to find out more.
        yield return NetworkInterface.GetIsNetworkAvailable()
            ? new("machine", "network", Verdict.Good, "an interface is up; only `models pull` uses it")
            : new("machine", "network", Verdict.Warning, "none", "Only `models pull` needs one.");
    }

    private static Finding Home(string name, string folder)
    {
        try
        {
            Disk.MakeFolder(folder);
            var trial = Path.Combine(folder, $".trial-{Environment.ProcessId}");
            Disk.Guard(folder, () =>
            {
                File.WriteAllBytes(trial, [0]);
                File.Delete(trial);
            });
        }
        catch (HomeException e)
        {
            return new("machine", name, Verdict.Missing, e.Message, "Set LINLY_HOME to a folder that can be written.");
        }

        var free = Disk.FreeSpace(folder);
        return free < NeededDisk
            ? new("machine", name, Verdict.Warning, $"{folder}, {ByteCount.Text(free.Value)} free", "Make room: 500 MB.")
            : new("machine", name, Verdict.Good, $"{folder}{(free is { } bytes ? $", {ByteCount.Text(bytes)} free" : "")}");
    }
}
