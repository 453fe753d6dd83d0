from bluestem.cli.main import main

main()
