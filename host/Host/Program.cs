using CarePlatform.Host;

return await CareCommand.InvokeAsync(args);
