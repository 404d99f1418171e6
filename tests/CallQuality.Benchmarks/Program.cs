using System.Globalization;
using BenchmarkDotNet.Running;
using CallQuality.Benchmarks;

switch (args)
{
    case ["throughput", .. var files] when files.Length > 0:
        using (var throughput = new Throughput())
        {
            throughput.Run(files, Console.Out);
        }

        break;
    case ["many", var times, var file]:
        using (var throughput = new Throughput())
        {
            throughput.Many(int.Parse(times, CultureInfo.InvariantCulture), file, Console.Out);
        }

        break;
    case ["portal", var calls, var program, var recording]:
        using (var load = new PortalLoad(program, recording, Console.Out))
        {
            await load.RunAsync(int.Parse(calls, CultureInfo.InvariantCulture));
        }

        break;
    case ["upload", var gibibytes, var program]:
        using (var upload = new PortalUpload(program, Console.Out))
        {
            await upload.RunAsync(double.Parse(gibibytes, CultureInfo.InvariantCulture));
        }

        break;
    case ["kill", var calls, var kills, var program, var samples, .. var only]:
        using (var drill = new KillDrill(program, samples, int.Parse(calls, CultureInfo.InvariantCulture), int.Parse(kills, CultureInfo.InvariantCulture), Console.Out))
        {
            Environment.ExitCode = drill.Run(only) ? 0 : 1;
        }

        break;
    case ["workers", var seconds, var program, var recording]:
        WorkerDrill.Run(program, recording, double.Parse(seconds, CultureInfo.InvariantCulture), Console.Out);
        break;
    case ["processes", var calls, var program, var samples]:
        using (var drill = new ProcessDrill(program, samples, int.Parse(calls, CultureInfo.InvariantCulture), Console.Out))
        {
            drill.Run();
        }

        break;
    case ["sleeper", var address, var store, var seconds]:
        WorkerDrill.Sleep(address, store, double.Parse(seconds, CultureInfo.InvariantCulture));
        break;
    case ["million", var calls, var program, var recording]:
        using (var drill = new MillionDrill(program, recording, int.Parse(calls, CultureInfo.InvariantCulture), Console.Out))
        {
            drill.Run();
        }

        break;
    case ["queue", var program]:
        QueueDrill.Run(program, Console.Out);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Throughput).Assembly).Run(args);
        break;
}
