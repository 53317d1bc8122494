using System.Runtime.InteropServices;
using LinlyTalker.Worker;
using LinlyTalker.Worker.Hosting;

if (args is not [var service] || !Services.All.TryGetValue(service, out var create))
{
    Console.Error.WriteLine(
        $"linly-worker SERVICE hosts a library for linly, over its standard input and output. Services: {string.Join(", ", Services.All.Keys)}.");
    return 2;
}

// Ctrl-C reaches the whole terminal; the program that started us decides when we end.
using var ignore = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
var (input, output) = PrivatePipes.Take();
using var host = new WorkerHost(service, create, input, output);
return PrivatePipes.Leave(host.Run());
