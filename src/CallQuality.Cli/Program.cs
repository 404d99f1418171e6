using CallQuality.Cli.Commands;

return await CallQualityCommand.RunAsync(args, Terminal.OfProcess(args));
